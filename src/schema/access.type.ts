import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Permission, Role } from '../domain/principal.js';
import { PermissionEnum, RoleEnum } from './access.enums.js';
import { PageInfoType } from './logged-decision.type.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('Me', { simpleResolvers: true, description: 'Whoever asks.' })
export class MeType {
  @Field(() => ID, { description: 'Id of the API key, or jwt: and the subject of the token.' })
  id!: string;

  @Field(() => String, { description: 'For people.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Field(() => [PermissionEnum], { description: 'What the role may do.' })
  permissions!: readonly Permission[];

  @Field(() => [ID], { nullable: true, description: 'Candidate pools to route over; null for any.' })
  pools!: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: 'Requests that are answered within a minute; null for any number.' })
  requestsPerMinute!: number | null;

  @Field(() => Float, { nullable: true, description: 'USD of a day in UTC; null for any sum.' })
  dailyBudgetUsd!: number | null;

  @Field(() => Float, { nullable: true, description: 'USD that are left today; null without a budget.' })
  leftTodayUsd!: number | null;

  @Field(() => Boolean, { description: 'False where the server asks nobody who he is.' })
  isAuthenticated!: boolean;
}

@ObjectType('ApiKey', {
  simpleResolvers: true,
  description: 'A key of the API; its secret is told once and kept nowhere.',
})
export class ApiKeyType {
  @Field(() => ID, { description: 'Id; the audit log and decisions name it.' })
  id!: string;

  @Field(() => String, { description: 'For people.' })
  name!: string;

  @Field(() => String, { description: 'First characters of the secret.' })
  prefix!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => [ID], { nullable: true, description: 'Candidate pools that it may route over; null for any.' })
  pools!: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: 'Requests within a minute; null for any number.' })
  requestsPerMinute!: number | null;

  @Field(() => Float, { nullable: true, description: 'USD of a day in UTC; null for any sum.' })
  dailyBudgetUsd!: number | null;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ends; null for never.' })
  expiresAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was revoked; null for a key that was not.' })
  revokedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was last used, to the minute; null for never.' })
  lastUsedAt!: Date | null;
}

@ObjectType('CreatedApiKey', { simpleResolvers: true, description: 'A new key with its secret.' })
export class CreatedApiKeyType {
  @Field(() => ApiKeyType, { description: 'The key.' })
  key!: ApiKeyType;

  @Field(() => String, { description: 'What the application sends as a bearer token. It is told this once.' })
  secret!: string;
}

@ObjectType('AuditEntry', { simpleResolvers: true, description: 'One change: by whom, when, what. Ids only.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it began.' })
  at!: Date;

  @Field(() => ID, { description: 'Id of who did it.' })
  principal!: string;

  @Field(() => String, { description: 'Name of who did it, as it was then.' })
  principalName!: string;

  @Field(() => RoleEnum, { description: 'Role of who did it.' })
  role!: Role;

  @Field(() => String, { description: 'The mutation; signIn and signOut for the dashboard.' })
  operation!: string;

  @Field(() => [String], { description: 'Ids that it was asked with, the first 20.' })
  ids!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'OK, or the code of the error; null where the server ended before it knew.',
  })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of what came of it.' })
  result!: string | null;

  @Field(() => String, { description: 'Id of the request, which the log of the server has as well.' })
  requestId!: string;
}

@ObjectType('AuditLog', { simpleResolvers: true, description: 'A page of changes, newest first.' })
export class AuditLogType {
  @Field(() => [AuditEntryType], { description: 'The changes.' })
  nodes!: readonly AuditEntryType[];

  @Field(() => PageInfoType, { description: 'Where the page stands.' })
  pageInfo!: PageInfoType;
}
