/**
 * Messages as the wire brings them; `/styleguide/messages` shows them, and tests check them against the wire's
 * schema.
 */
export type GalleryGroup = { title: string; examples: GalleryExample[] };

export type GalleryExample = {
  /** What the example shows. */
  name: string;
  /** The body of the call. */
  message: Record<string, unknown>;
};

/** The origin of the examples' pictures, which the gallery replaces by its own files. */
export const PICTURES = 'https://pictures.example/';
