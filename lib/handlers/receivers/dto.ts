/** Where a message of a handler goes. `everybody`: who subscribes, or installed the extension. */
export type Destination =
  | { kind: 'channel'; name: string }
  | { kind: 'people'; names: string[] }
  | { kind: 'everybody'; count: number }
  | { kind: 'developer' };
