import { Field, ObjectType } from 'type-graphql';
import type { ErrorCode } from '../domain/errors.js';
import { ErrorCodeEnum } from './enums.js';

@ObjectType('JobError', { simpleResolvers: true, description: 'Why a job failed.' })
export class JobErrorType {
  @Field(() => ErrorCodeEnum, { description: 'Code of the error.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'What was expected and what came.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do; null where there is nothing to say.' })
  hint!: string | null;
}
