/** The destination of a handler's message. `everybody`: all subscribers, or all who installed the extension. */
export type Destination =
  | { kind: 'channel'; name: string }
  | { kind: 'people'; names: string[] }
  | { kind: 'everybody'; count: number }
  | { kind: 'developer' };
