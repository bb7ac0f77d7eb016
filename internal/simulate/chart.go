package simulate

import (
	"fmt"
	"image"
	"image/color"
	"io"

	"samovar/internal/chart"
)

const (
	chartWidth  = 1200
	chartHeight = 720
	bars        = 15 // groups of communities
)

// panel is the part of the picture in which bars stand.
var panel = image.Rect(100, 130, 1160, 580)

// Chart draws how the hours were shared, as a PNG: communities in groups of the
// same number, the busiest first, and what each group had against its fair
// share, both ways.
func (r Result) Chart(out io.Writer) error {
	c, err := chart.New(chartWidth, chartHeight)
	if err != nil {
		return err
	}
	first, queued := groups(r.First.Shares), groups(r.Queue.Shares)
	top := 1.5
	for i := range first {
		top = max(top, first[i], queued[i])
	}
	c.Title("Hours that communities had, against their fair share", 100, 50)
	r.legend(c)
	axis(c, top)
	width := panel.Dx() / max(len(first), 1)
	for i := range first {
		x := panel.Min.X + i*width
		bar(c, x+width/8, width*3/8, first[i]/top, chart.Red)
		bar(c, x+width/2, width*3/8, queued[i]/top, chart.Blue)
	}
	c.Text("the busiest", panel.Min.X, panel.Max.Y+30, chart.Ink)
	c.TextTo(fmt.Sprintf("the quietest of %d communities", len(r.First.Shares)), panel.Max.X, panel.Max.Y+30, chart.Ink)
	r.footer(c)
	return c.Save(out)
}

// legend says which bars are which, with the index of each.
func (r Result) legend(c *chart.Canvas) {
	for i, one := range []struct {
		what  string
		jain  float64
		color color.Color
	}{{"First come, first served", r.First.Jain, chart.Red}, {"The queue", r.Queue.Jain, chart.Blue}} {
		x := 100 + i*480
		c.Fill(image.Rect(x, 78, x+22, 100), one.color)
		c.Text(fmt.Sprintf("%s: Jain's index %.2f", one.what, one.jain), x+32, 97, chart.Ink)
	}
}

func (r Result) footer(c *chart.Canvas) {
	for i, line := range []string{
		fmt.Sprintf("Freed hours used again where a fitting wish waits: %s first come, %s with the queue.", percent(r.First.AgainWanted), percent(r.Queue.AgainWanted)),
		fmt.Sprintf("Hours used in all: %s and %s. Hours for which nobody came: %s and %s.", hours(r.First.Hours), hours(r.Queue.Hours), hours(r.First.Empty), hours(r.Queue.Empty)),
	} {
		c.Text(line, 100, 660+i*30, chart.Ink)
	}
}

// axis draws a line for every half of a fair share; that of the whole is dark.
func axis(c *chart.Canvas, top float64) {
	for half := 0; float64(half)/2 <= top; half++ {
		y := panel.Max.Y - int(float64(half)/2/top*float64(panel.Dy()))
		line := color.Color(chart.Rule)
		if half == 2 {
			line = chart.Ink
		}
		c.Fill(image.Rect(panel.Min.X, y, panel.Max.X, y+1), line)
		c.TextTo(fmt.Sprintf("%d %%", half*50), panel.Min.X-12, y+6, chart.Ink)
	}
}

func bar(c *chart.Canvas, x, width int, height float64, fill color.Color) {
	c.Fill(image.Rect(x, panel.Max.Y-int(height*float64(panel.Dy())), x+width, panel.Max.Y), fill)
}

// groups are the means of parts of the shares that are of about one size.
func groups(shares []float64) []float64 {
	n := min(bars, len(shares))
	all := make([]float64, n)
	for i := range all {
		all[i] = mean(shares[i*len(shares)/n : (i+1)*len(shares)/n])
	}
	return all
}
