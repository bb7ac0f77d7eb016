package simulate

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Table writes the result for people to read.
func (r Result) Table(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%d requests of %d communities for %d days, seed %d\tfirst come\tqueue\n", r.Requests, r.Communities, r.Days, r.Seed)
	for _, row := range []struct {
		what string
		say  func(Figures) string
	}{
		{"requests that got a room", func(f Figures) string { return fmt.Sprint(f.Served) }},
		{"hours used", func(f Figures) string { return hours(f.Hours) }},
		{"hours empty, nobody came", func(f Figures) string { return hours(f.Empty) }},
		{"hours given up beforehand", func(f Figures) string { return hours(f.Freed) }},
		{"  of them used again", func(f Figures) string { return percent(f.Again) }},
		{"  used again where a fitting wish waits", func(f Figures) string { return percent(f.AgainWanted) }},
		{"  left empty in spite of a fitting wish", func(f Figures) string { return hours(f.Missed) }},
		{"  of the best filling one could think of", func(f Figures) string { return percent(f.OfBest) }},
		{"Jain's index of hours against the fair share", func(f Figures) string { return fmt.Sprintf("%.3f", f.Jain) }},
		{"a tenth of the communities, the busiest, had", func(f Figures) string { return percent(mean(f.Shares[:tenth(f.Shares)])) }},
		{"the quieter half had, of its fair share", func(f Figures) string { return percent(mean(f.Shares[len(f.Shares)/2:])) }},
		{"wait for a room, half of them at most", func(f Figures) string { return days(f.Median) }},
		{"wait for a room, in the mean", func(f Figures) string { return days(f.Mean) }},
		{"offers made", func(f Figures) string { return fmt.Sprint(f.Offers) }},
		{"offers taken", func(f Figures) string { return fmt.Sprint(f.Taken) }},
	} {
		fmt.Fprintf(w, "%s\t%s\t%s\n", row.what, row.say(r.First), row.say(r.Queue))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

func hours(h float64) string { return fmt.Sprintf("%.0f h", h) }

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

func days(d time.Duration) string { return fmt.Sprintf("%.1f days", d.Hours()/24) }

// tenth is how many a tenth of the shares are, at least one.
func tenth(shares []float64) int { return min(max(len(shares)/10, 1), len(shares)) }

func mean(all []float64) float64 {
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	return share(sum, float64(len(all)))
}
