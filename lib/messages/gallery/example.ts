/** Messages as they come over the wire, shown in `/styleguide/messages` and checked against the wire's schema. */
export type GalleryGroup = { title: string; examples: GalleryExample[] };

export type GalleryExample = {
  /** What is to be looked at. */
  name: string;
  /** The body of the call. */
  message: Record<string, unknown>;
};

/** Pictures of examples: the gallery shows files of its own in their place. */
export const PICTURES = 'https://pictures.example/';
