//! Plots of cost against size, both on logarithmic axes, as SVG.

use std::fmt::Write as _;

/// One plot.
#[derive(Debug, Clone)]
pub struct Plot {
    /// The file's name without its ending.
    pub name: &'static str,
    pub title: &'static str,
    pub x: &'static str,
    pub y: &'static str,
    /// Name and points of each line.
    pub series: Vec<(String, Vec<(f64, f64)>)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 440.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = 200.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 60.0;
const COLORS: [&str; 8] =
    ["#0b6e4f", "#c1440e", "#33658a", "#86608e", "#b8860b", "#555555", "#d1495b", "#2e86ab"];

impl Plot {
    pub fn svg(&self) -> String {
        let points = || self.series.iter().flat_map(|(_, points)| points);
        let range = |of: fn(&(f64, f64)) -> f64| {
            let values = points().map(of).filter(|value| *value > 0.0);
            let (low, high) = values
                .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
            (low.log10().floor(), high.log10().ceil().max(low.log10().floor() + 1.0))
        };
        let (x_range, y_range) = (range(|point| point.0), range(|point| point.1));
        let x = |value: f64| {
            let share = (value.log10() - x_range.0) / (x_range.1 - x_range.0);
            LEFT + share * (WIDTH - LEFT - RIGHT)
        };
        let y = |value: f64| {
            let share = (value.log10() - y_range.0) / (y_range.1 - y_range.0);
            HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
             <text x=\"{LEFT}\" y=\"28\" font-size=\"16\">{}</text>\n",
            self.title
        );
        let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
        let decades =
            |range: (f64, f64)| (range.0 as i32..=range.1 as i32).map(|power| 10f64.powi(power));
        for value in decades(x_range) {
            let at = x(value);
            let _ = writeln!(
                svg,
                "<path d=\"M{at:.1} {TOP}V{bottom}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                bottom + 18.0,
                label(value)
            );
        }
        for value in decades(y_range) {
            let at = y(value);
            let _ = writeln!(
                svg,
                "<path d=\"M{LEFT} {at:.1}H{right}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                LEFT - 8.0,
                at + 4.0,
                label(value)
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n\
             <text transform=\"translate(18 {:.1}) rotate(-90)\" text-anchor=\"middle\">{}</text>",
            (LEFT + right) / 2.0,
            HEIGHT - 18.0,
            self.x,
            (TOP + bottom) / 2.0,
            self.y
        );
        for (at, (name, points)) in self.series.iter().enumerate() {
            let color = COLORS[at % COLORS.len()];
            let mut path = String::new();
            for (at, point) in points.iter().enumerate() {
                let step = if at == 0 { 'M' } else { 'L' };
                let (x, y) = (x(point.0), y(point.1));
                let _ = write!(path, "{step}{x:.1} {y:.1}");
                let _ =
                    writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{color}\"/>");
            }
            let line = TOP + 12.0 + at as f64 * 20.0;
            let _ = writeln!(
                svg,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n\
                 <path d=\"M{:.1} {line}h18\" stroke=\"{color}\" stroke-width=\"2\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\">{name}</text>",
                right + 12.0,
                right + 36.0,
                line + 4.0
            );
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn label(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{} M", v / 1e6),
        v if v >= 1e3 => format!("{} k", v / 1e3),
        v => format!("{v}"),
    }
}
