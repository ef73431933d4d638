import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Role } from '../domain/principal.js';
import { RoleEnum } from './access.enums.js';
import { DateTimeISO } from './scalars.js';

@InputType('CreateApiKeyInput', { description: 'A new key of the API.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What for, for people; 1 to 100 characters.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => [ID], { nullable: true, description: 'Candidate pools that it may route over; any when absent.' })
  pools?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Requests within a minute; any number when absent.' })
  requestsPerMinute?: number | null;

  @Field(() => Float, { nullable: true, description: 'USD of a day in UTC; any sum when absent.' })
  dailyBudgetUsd?: number | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ends; never when absent.' })
  expiresAt?: Date | null;
}

@InputType('AuditFilter', { description: 'Which changes; all fields that are given must fit.' })
export class AuditFilterInput {
  @Field(() => ID, { nullable: true, description: 'By whom.' })
  principal?: string | null;

  @Field(() => String, { nullable: true, description: 'Which mutation.' })
  operation?: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'From then on.' })
  from?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Before then.' })
  to?: Date | null;
}
