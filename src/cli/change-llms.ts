import type { Command } from 'commander';
import type { Config } from '../config.js';
import { ThetaError } from '../domain/errors.js';
import { callApi } from './api-client.js';
import { readDescriptions } from './llm-file.js';
import { number, parameter, time } from './options.js';
import type { Terminal } from './output.js';

const REGISTER = /* GraphQL */ `
  mutation Register($inputs: [RegisterLlmInput!]!) {
    llms: registerLlms(inputs: $inputs) {
      id
      name
      status
    }
  }
`;
const UPDATE = /* GraphQL */ `
  mutation Update($input: UpdateLlmInput!) {
    llm: updateLlm(input: $input) {
      id
      name
      status
    }
  }
`;
const RETIRE = /* GraphQL */ `
  mutation Retire($llm: ID!, $reason: String!) {
    llm: retireLlm(llm: $llm, reason: $reason) {
      id
      name
      status
    }
  }
`;
const REINSTATE = /* GraphQL */ `
  mutation Reinstate($llm: ID!) {
    llm: reinstateLlm(llm: $llm) {
      id
      name
      status
    }
  }
`;
const SET_PRICE = /* GraphQL */ `
  mutation SetPrice($input: SetPriceInput!) {
    setPrice(input: $input) {
      llm
      inputPerMillion
      outputPerMillion
      cachedInputPerMillion
      effectiveFrom
      source
    }
  }
`;

interface ChangedLlm {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}
interface Common {
  readonly server?: string;
  readonly json?: boolean;
}

/** The commands of `theta llms` that change the catalogue. */
export function addLlmChanges(llms: Command, config: () => Config, terminal: Terminal): void {
  const command = (name: string, description: string) =>
    llms
      .command(name)
      .description(description)
      .option('--server <url>', 'tell this server instead of opening the database')
      .option('--json', 'print as JSON');
  const changed = async (query: string, variables: object, { server, json }: Common, done: string) => {
    const { llm } = await callApi<{ llm: ChangedLlm }>(config(), query, { ...variables }, server);
    terminal.out(json ? JSON.stringify(llm, null, 2) : `${done} ${llm.id}, which is ${llm.status}.`);
  };

  command('register', 'Add LLMs, all or none, with the status COLD.')
    .argument('<file>', 'a JSON object, a list of them, or one a line; - reads standard input')
    .action(async (file: string, options: Common) => {
      const inputs = await readDescriptions(file);
      const { llms: added } = await callApi<{ llms: readonly ChangedLlm[] }>(
        config(),
        REGISTER,
        { inputs },
        options.server,
      );
      if (options.json) return terminal.out(JSON.stringify(added, null, 2));
      for (const llm of added) terminal.out(`Registered ${llm.id}, which is ${llm.status}.`);
    });

  command('update', 'Change facts of an LLM; what is not named stays, null forgets a fact.')
    .argument('<id>', 'the LLM')
    .option('--set <name=value>', 'a fact, its value as JSON or plain text; may be repeated', parameter, {})
    .option('--file <file>', 'the facts as a JSON object; - reads standard input')
    .action(async (id: string, { set, file, ...options }: Common & { set: object; file?: string }) => {
      const read = file === undefined ? [{}] : await readDescriptions(file);
      if (read.length !== 1 || (file === undefined && Object.keys(set).length === 0)) {
        throw new ThetaError('LLM_INVALID', 'Expected the facts of one LLM.', {
          hint: `theta llms update ${id} --set contextWindow=128000, or --file FACTS.json`,
        });
      }
      await changed(UPDATE, { input: { ...read[0], ...set, id } }, options, 'Updated');
    });

  command('retire', 'Offer an LLM no more; what was decided stays.')
    .argument('<id>', 'the LLM')
    .requiredOption('--reason <text>', 'why, shown where it is left out')
    .action((id: string, { reason, ...options }: Common & { reason: string }) =>
      changed(RETIRE, { llm: id, reason }, options, 'Retired'),
    );

  command('reinstate', 'Bring a retired LLM back, with the status and the pools that it had.')
    .argument('<id>', 'the LLM')
    .action((id: string, options: Common) => changed(REINSTATE, { llm: id }, options, 'Reinstated'));

  command('price', 'Add a price, from now or from a later moment on.')
    .argument('<id>', 'the LLM')
    .requiredOption('--input <usd>', 'USD per million input tokens', number)
    .requiredOption('--output <usd>', 'USD per million output tokens', number)
    .option('--cached <usd>', 'USD per million cached input tokens (default: the input price)', number)
    .requiredOption('--source <text>', 'where it comes from: a price list, an address')
    .option('--from <time>', 'from when it holds (default: now)', time)
    .action(async (id: string, given: PriceOptions) => {
      const { input: inputPerMillion, output: outputPerMillion, cached, source, from, server, json } = given;
      const input = {
        llm: id,
        inputPerMillion,
        outputPerMillion,
        cachedInputPerMillion: cached,
        source,
        effectiveFrom: from,
      };
      const { setPrice } = await callApi<{ setPrice: { effectiveFrom: string } }>(
        config(),
        SET_PRICE,
        { input },
        server,
      );
      if (json) return terminal.out(JSON.stringify(setPrice, null, 2));
      terminal.out(`${id}: ${inputPerMillion} in, ${outputPerMillion} out $/M from ${setPrice.effectiveFrom} on.`);
    });
}

interface PriceOptions extends Common {
  readonly input: number;
  readonly output: number;
  readonly cached?: number;
  readonly source: string;
  readonly from?: string;
}
