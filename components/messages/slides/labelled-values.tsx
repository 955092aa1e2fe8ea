import { InlineText } from '../markup/inline-markup';

/** Names and values in two columns that line up; the first name says from which side they are read. */
export function Pairs({ pairs }: { pairs: { title: string; value: string }[] }) {
  return (
    <dl dir="auto" className="grid max-w-[72ch] grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      {pairs.map(({ title, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs never change places.
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
