import { InlineText } from '../markup/inline-markup';

/** Names and values in two columns that line up; the first name says from which side they are read. */
export function LabelledValues({ values }: { values: { title: string; value: string }[] }) {
  return (
    <dl dir="auto" className="grid max-w-[72ch] grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      {values.map(({ title, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values never change places.
        <div key={index} className="col-span-2 grid grid-cols-subgrid">
          <dt className="wrap-anywhere min-w-20 text-text-muted">{title}</dt>
          <dd className="wrap-anywhere min-w-0 whitespace-pre-wrap">
            <bdi>
              <InlineText text={value} />
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
