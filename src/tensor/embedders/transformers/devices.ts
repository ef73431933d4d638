import { access, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Device } from './session-messages.js';

/** The prebuilt ONNX Runtime 1.30 for Node has these (its README); what is missing in a row cannot be named there. */
const OFFERED: Readonly<Record<string, readonly Device[]>> = {
  'linux-x64': ['cuda', 'webgpu', 'cpu'],
  'linux-arm64': ['cpu'],
  'darwin-arm64': ['webgpu', 'coreml', 'cpu'],
  'win32-x64': ['dml', 'webgpu', 'cpu'],
  'win32-arm64': ['dml', 'webgpu', 'cpu'],
};

/** What an operator can do so that the device starts. */
export const DEVICE_NEEDS: Readonly<Record<Device, string>> = {
  cpu: 'Check that the ONNX file is whole and that of a text encoder; else reinstall onnxruntime-node.',
  cuda: 'It needs Linux x64, an NVIDIA driver, CUDA 12 with cuDNN 9, and the CUDA files of ONNX Runtime: node node_modules/onnxruntime-node/script/install.js --onnxruntime-node-install=cuda12. Or set THETA_EMBEDDER_DEVICE=auto.',
  webgpu:
    'It needs a graphics card with a Vulkan driver and loader (libvulkan1), Metal or D3D12. Or set THETA_EMBEDDER_DEVICE=auto.',
  dml: 'DirectML is part of Windows 10 and later and needs a DirectX 12 card. Or set THETA_EMBEDDER_DEVICE=auto.',
  coreml: 'Core ML is part of macOS on Apple silicon. Or set THETA_EMBEDDER_DEVICE=auto.',
};

const PLATFORM = `${process.platform}-${process.arch}`;
/** Graphics cards under Linux: DRM, NVIDIA's own driver, and WSL. */
const CARDS = [
  { folder: '/dev/dri', name: /^renderD/ },
  { folder: '/dev', name: /^(nvidia\d|dxg)/ },
];

/** What `auto` may try here, the best first; the processor is always last. */
export const devicesHere = (platform = PLATFORM): readonly Device[] => OFFERED[platform] ?? ['cpu'];

/** Why a device cannot start, as far as that is seen without trying; null where it may. */
export async function obstacle(device: Device): Promise<string | null> {
  if (!devicesHere().includes(device)) return `ONNX Runtime for ${PLATFORM} offers only ${devicesHere().join(', ')}`;
  if (device === 'cuda' && !(await hasCudaProvider())) {
    return 'the CUDA files of ONNX Runtime (libonnxruntime_providers_cuda.so) are not installed';
  }
  return null;
}

/** Whether Linux knows any graphics card: trying one without costs a second and a warning on the terminal. */
export async function seesGraphicsCard(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  for (const { folder, name } of CARDS) {
    const entries = await readdir(folder).catch(() => []);
    if (entries.some((entry) => name.test(entry))) return true;
  }
  return false;
}

async function hasCudaProvider(): Promise<boolean> {
  try {
    const bin = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '../bin');
    for (const abi of await readdir(bin)) {
      const file = join(bin, abi, process.platform, process.arch, 'libonnxruntime_providers_cuda.so');
      if (
        await access(file).then(
          () => true,
          () => false,
        )
      )
        return true;
    }
  } catch {
    // The package is missing or laid out otherwise: starting the session says which.
    return true;
  }
  return false;
}
