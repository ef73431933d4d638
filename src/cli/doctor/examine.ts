import { join } from 'node:path';
import type { Config } from '../../config.js';
import { configuredPlace } from '../../configured-place.js';
import { toThetaError } from '../../domain/errors.js';
import { readAbilitiesFile, readCatalogueFile } from '../../data/catalogue-file.js';
import { engineTroubles } from '../../index/build-index.js';
import { blobOf, readRouterSetFolder } from '../../jobs/router-set-folder.js';
import type { RouterSetFolder } from '../../jobs/router-set-folder.js';
import { createNumerics } from '../../numerics.js';
import { packageFiles, packageManifest } from '../../package-files.js';
import { loadRouterSet } from '../../routing/router-set.js';
import type { DatabaseContents } from '../../store/inspect-database.js';
import { inspectDatabase } from '../../store/inspect-database.js';
import { startTensorBackend } from '../../tensor/backend.js';
import { embedderSpec } from '../../tensor/embedders/choice.js';
import { checkDatabase } from './database.js';
import type { Finding } from './finding.js';
import { failure, ok, skipped } from './finding.js';
import { checkDashboard, checkDataFolder, checkDisk, checkNode, checkPort } from './machine.js';
import { checkIndex, checkOptional, checkTensor } from './parts.js';
import type { Serving } from './serving.js';
import { checkServing } from './serving.js';

/** Looks at everything that a start needs, one finding a look. Never throws for what it finds, and changes nothing. */
export async function examine(config: () => Config): Promise<readonly Finding[]> {
  const node = checkNode(process.versions.node, packageManifest().engines.node);
  let settings: Config;
  try {
    settings = config();
  } catch (thrown) {
    return [node, failure('settings', thrown), skipped('the rest', 'It depends on the settings')];
  }
  const { dataFolder, databaseUrl, host, port, index } = settings;
  const { finding: portFinding, running } = await checkPort(host, port);
  return [
    node,
    ok('settings', 'read'),
    await checkDataFolder(dataFolder, databaseUrl === undefined),
    await checkDisk(dataFolder),
    await checkDashboard(packageFiles.web),
    portFinding,
    ...(await checkOptional(optionalParts(settings), (name) => import(name))),
    checkIndex(index, await engineTroubles()),
    await checkTensor(async (log) => (await startTensorBackend(settings.tensorBackend, log)).backend),
    ...(await checkStored(settings, running)),
  ];
}

const optionalParts = (settings: Config) => [
  {
    name: 'onnxruntime-node',
    purpose: 'local encoders (docs/embedders.md)',
    needed: embedderSpec(settings).kind === 'transformers',
  },
];

/** The database and the version in it that serves; the shipped one where there is no database yet. */
async function checkStored(settings: Config, running: boolean): Promise<Finding[]> {
  const path = settings.bootstrapFolder ?? packageFiles.bootstrap;
  let bootstrap: RouterSetFolder;
  try {
    bootstrap = await readRouterSetFolder(path);
  } catch (thrown) {
    return [failure('shipped router set', thrown)];
  }
  const blobSources = [(digest: string) => bootstrap.blob(digest)];
  try {
    return await inspectDatabase(configuredPlace(settings), blobSources, async (facts) => {
      const findings = checkDatabase(facts, settings.databaseUrl === undefined);
      const contents = facts?.contents ?? null;
      if (facts !== null && contents === null && facts.migrations.applied > 0) {
        return [...findings, skipped('serving version', 'The tables are not those of this release')];
      }
      return [...findings, ...(await checkServing(await servingOf(settings, contents, bootstrap, path)))];
    });
  } catch (thrown) {
    const own = running && toThetaError(thrown).code === 'DATABASE_LOCKED';
    const finding = own ? skipped('database', 'The running server has it open') : failure('database', thrown);
    return [finding, skipped('serving version', 'The database cannot be looked into')];
  }
}

/** What serves in the database, or would be put into an empty one. */
async function servingOf(
  settings: Config,
  contents: DatabaseContents | null,
  bootstrap: RouterSetFolder,
  path: string,
): Promise<Serving | null> {
  const empty = contents === null || contents.catalogue.llms.size === 0;
  const manifest = empty ? bootstrap.manifest : contents.serving;
  if (manifest === null) return null;
  const blob = empty ? blobOf(bootstrap) : (digest: string) => contents.blob(digest);
  return {
    manifest,
    shipped: empty,
    blob,
    async load() {
      const catalogue = empty ? await readCatalogueFile(join(path, 'catalogue.json')) : contents.catalogue;
      if (empty) await readAbilitiesFile(join(path, 'abilities.json'));
      // Exact neighbours keep no index on the disk.
      const numerics = await createNumerics(settings, { vectors: contents?.vectors, exactNeighbours: true });
      return loadRouterSet(manifest, blob, catalogue, numerics);
    },
  };
}
