import {
  area,
  curveMonotoneX,
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import type { GraphSlide } from '@/lib/messages/slides/types';
import { chartColour } from './chart-colours';
import { percent } from './graph-bars';
import type { GraphScales } from './graph-scales';

/** A shape for each series, so that the colour is not the only difference. */
const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross];
const SYMBOL_AREA = 36;

export function symbolPath(series: number): string | undefined {
  return symbol(SYMBOLS[series % SYMBOLS.length], SYMBOL_AREA)() ?? undefined;
}

type GraphTrendProps = { graph: GraphSlide; scales: GraphScales };
type Spot = { x: number; y: number };

/** Lines with a mark at each value; a missing value leaves a gap. */
export function GraphTrend({ graph, scales }: GraphTrendProps) {
  const spots = graph.series.map(({ points }) =>
    points.map((point, label): Spot | null => {
      const x = (scales.bands(label) ?? 0) + scales.bands.bandwidth() / 2;
      return point && { x, y: scales.y(point.value) };
    }),
  );
  const floor = Math.min(100, Math.max(0, scales.y(0)));
  return (
    <>
      {/* A path cannot use per cents, so paths are drawn in a square that is stretched over the graph. */}
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        width="100%"
        height="100%"
        className="overflow-visible"
      >
        {spots.map((places, series) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the series of a message never change places.
          <g key={series}>
            {graph.series.length === 1 && (
              <path d={below(places, floor)} className={chartColour(series).fill} fillOpacity={0.12} />
            )}
            <path
              d={through(places)}
              fill="none"
              strokeWidth={2}
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
              className={chartColour(series).stroke}
            />
          </g>
        ))}
      </svg>
      {spots.map((places, series) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <Marks key={series} spots={places} series={series} />
      ))}
    </>
  );
}

function Marks({ spots, series }: { spots: (Spot | null)[]; series: number }) {
  return spots.map(
    (spot) =>
      spot && (
        <svg aria-hidden key={spot.x} x={percent(spot.x)} y={percent(spot.y)} className="overflow-visible">
          <path
            d={symbolPath(series)}
            className={`${chartColour(series).fill} stroke-surface-raised`}
            strokeWidth={1.5}
          />
        </svg>
      ),
  );
}

const x = (spot: Spot | null) => spot?.x ?? 0;
const y = (spot: Spot | null) => spot?.y ?? 0;
const isThere = (spot: Spot | null) => spot !== null;

function through(spots: (Spot | null)[]): string | undefined {
  return line<Spot | null>(x, y).defined(isThere).curve(curveMonotoneX)(spots) ?? undefined;
}

function below(spots: (Spot | null)[], floor: number): string | undefined {
  return area<Spot | null>(x, floor, y).defined(isThere).curve(curveMonotoneX)(spots) ?? undefined;
}
