package main

import (
	"fmt"
	"slices"
	"time"
)

// pairs are a measure of ours and of its peer, taken one after the other, round
// by round: what slows the machine down for a while slows both of one pair.
type pairs struct{ ours, peer []float64 }

func (p *pairs) add(ours, peer float64) {
	p.ours = append(p.ours, ours)
	p.peer = append(p.peer, peer)
}

// ratios are ours to the peer's, round by round.
func (p *pairs) ratios() []float64 {
	all := make([]float64, len(p.ours))
	for i := range p.ours {
		all[i] = p.ours[i] / p.peer[i]
	}
	return all
}

// quantile is the value below which the share q of the values lies; 0 of none.
func quantile[T float64 | time.Duration](values []T, q float64) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

func median(values []float64) float64 {
	if n := len(values); n > 0 && n%2 == 0 {
		sorted := slices.Sorted(slices.Values(values))
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return quantile(values, 0.5)
}

// spread writes a median with the least and the most.
func spread(format string, values []float64) string {
	return fmt.Sprintf(format+" ("+format+"–"+format+")", median(values), slices.Min(values), slices.Max(values))
}

// milliseconds is how long something took, as a number to put into pairs.
func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
