import type { WhatIf } from '../../routing/what-if/types.js';
import type { WhatIfType } from '../../schema/what-if.type.js';

export const whatIfView = (result: WhatIf): WhatIfType => ({
  ...result,
  examples: result.examples.map((example) => ({ ...example, createdAt: new Date(example.createdAt) })),
});
