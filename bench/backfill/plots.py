"""Plots as SVG, without anything but text."""

from html import escape
from math import log10
from statistics import median

LEFT, WIDTH, ROW, TOP = 150, 560, 26, 46
INK, GRID, COLOURS = "#24292f", "#d8dee4", ("#1f6feb", "#bf8700")


def bars(title, unit, series, logarithmic=False, names=()):
    """Horizontal bars with a whisker from the least to the most: {label: [values of a bar, ...]}."""
    every = [value for bar in series.values() for values in bar for value in values]
    if not every:
        return None
    scale = axis(max(every), min(v for v in every if v > 0), logarithmic)
    thickness = max(len(bar) for bar in series.values())
    step = ROW * thickness + 8
    height = TOP + step * len(series) + 30
    parts = [head(title, unit, height, names)]
    for at, label in scale.ticks:
        x = LEFT + at * WIDTH
        parts.append(f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{height - 26}" stroke="{GRID}"/>')
        parts.append(text(x, height - 10, label, "middle"))
    for number, (label, bar) in enumerate(series.items()):
        y = TOP + number * step
        parts.append(text(LEFT - 8, y + step / 2, label, "end"))
        for place, values in enumerate(bar):
            if values:
                parts.append(one(y + place * ROW, values, scale, COLOURS[place % 2]))
    return "\n".join([*parts, "</svg>\n"])


def one(y, values, scale, colour):
    """A bar to the median."""
    low, middle, high = (LEFT + scale.place(v) * WIDTH for v in (min(values), median(values), max(values)))
    centre = y + ROW / 2
    drawn = f'<rect x="{LEFT}" y="{y + 4}" width="{max(1, middle - LEFT):.1f}" height="{ROW - 8}" fill="{colour}" opacity="0.85"/>'
    drawn += f'<line x1="{low:.1f}" y1="{centre}" x2="{high:.1f}" y2="{centre}" stroke="{INK}" stroke-width="2"/>'
    return drawn + text(max(high, middle) + 6, centre + 4, number(median(values)), "start")


def head(title, unit, height, names):
    wide = LEFT + WIDTH + 80
    begun = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{height}" viewBox="0 0 {wide} {height}" '
    begun += f'font-family="sans-serif" font-size="12" fill="{INK}">\n<rect width="100%" height="100%" fill="#ffffff"/>\n'
    begun += f'<text x="12" y="20" font-size="14" font-weight="bold">{escape(title)}</text>' + text(wide - 12, 20, unit, "end")
    for place, name in enumerate(names):
        begun += f'\n<rect x="{LEFT + place * 190}" y="27" width="10" height="10" fill="{COLOURS[place]}"/>'
        begun += text(LEFT + 15 + place * 190, 36, name, "start")
    return begun


def text(x, y, said, anchor):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(str(said))}</text>'


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class axis:
    """Where a value stands between 0 and 1, and the lines of the grid."""

    def __init__(self, most, least, logarithmic):
        self._logarithmic = logarithmic
        if logarithmic:
            self._low, self._high = int(log10(least) // 1), int(-(-log10(most) // 1))
            self._high = max(self._high, self._low + 1)
            powers = range(self._low, self._high + 1)
            self.ticks = [(self.place(10.0**power), f"{10.0**power:,g}") for power in powers]
        else:
            step = 10.0 ** int(log10(most) // 1)
            step = next(s for s in (step / 5, step / 2, step, step * 2) if most / s <= 6)
            self._high = step * -(-most // step)
            count = round(self._high / step)
            self.ticks = [(at / count, f"{at * step:,g}") for at in range(count + 1)]

    def place(self, value):
        if not self._logarithmic:
            return value / self._high
        return max(0.0, (log10(max(value, 1e-9)) - self._low) / (self._high - self._low))
