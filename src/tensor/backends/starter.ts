import type * as tf from '@tensorflow/tfjs';

export type Tf = typeof tf;

/** How one backend comes up. */
export interface Starter {
  /** Resolves with TensorFlow.js set to this backend; rejects with the reason when it cannot run here. */
  start(): Promise<Tf>;
  /** What a user can do when it does not start. */
  readonly hint: string;
}

/**
 * Imports a package that may be absent. The specifier is a plain string on purpose: the compiler then asks for no types of
 * an optional peer that is not installed.
 */
export async function importPackage<T>(specifier: string): Promise<T> {
  try {
    const module = (await import(specifier)) as { default?: T };
    return module.default ?? (module as T);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
      throw new Error(`the package ${specifier} is not installed`, { cause: error });
    }
    throw error;
  }
}

/** The core without a backend chosen, quiet: production mode keeps tfjs from printing its greeting. */
export async function loadTf(): Promise<Tf> {
  const loaded = await importPackage<Tf>('@tensorflow/tfjs');
  loaded.enableProdMode();
  return loaded;
}

/** Makes `name` the active backend, or throws. */
export async function activate(loaded: Tf, name: string): Promise<Tf> {
  if (!(await loaded.setBackend(name))) throw new Error(`TensorFlow.js could not initialise its backend "${name}"`);
  return loaded;
}
