package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"samovar/internal/chart"
)

// draw writes a figure as a chart, where charts are asked for.
func (b *bench) draw(name string, bars chart.Bars) error {
	if b.charts == "" {
		return nil
	}
	bars.Note = fmt.Sprintf("Medians of %d rounds: docs/benchmarks.md says on what, and how. Less is better but for a rate.", b.rounds)
	file, err := os.Create(filepath.Join(b.charts, "bench-"+name+".png"))
	if err != nil {
		return fmt.Errorf("draw %s: %w", name, err)
	}
	return errors.Join(bars.Draw(file), file.Close())
}
