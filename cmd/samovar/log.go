package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// logCommand gets the log out.
type logCommand struct {
	Export logExportCommand `cmd:"" help:"Write the log of all bookings as CSV: who decided, when, from what to what. Times are the Point's."`
}

// logExportCommand writes a line of CSV for each line of the log.
type logExportCommand struct {
	File string `arg:"" optional:"" help:"Where to; standard output when left out."`
	which
}

// Run exports the log of the Point.
func (c logExportCommand) Run(ctx context.Context, w world) error {
	return c.with(w, func(s *store.Store, point *space.Point) error {
		p := s.Point(point)
		if c.File == "" {
			return exportLog(ctx, p, point.Zone, w.out)
		}
		// Who did what is for who runs the bot only.
		file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return fmt.Errorf("export log: %w", err)
		}
		return errors.Join(exportLog(ctx, p, point.Zone, file), file.Close())
	})
}

func exportLog(ctx context.Context, p *store.Point, zone *time.Location, out io.Writer) error {
	rows := csv.NewWriter(out)
	if err := rows.Write([]string{"booking", "at", "by", "by_id", "from", "to", "room", "start", "end",
		"was_room", "was_start", "was_end", "wanted_room", "wanted_start", "wanted_end", "answer", "handed_to", "reason"}); err != nil {
		return fmt.Errorf("export log: %w", err)
	}
	err := p.EachLog(ctx, func(entries []space.Entry) error {
		for _, e := range entries {
			if err := rows.Write(logRow(e, zone)); err != nil {
				return fmt.Errorf("export log: %w", err)
			}
		}
		return nil
	})
	rows.Flush()
	return errors.Join(err, rows.Error())
}

func logRow(e space.Entry, zone *time.Location) []string {
	by, id := "", ""
	switch {
	case e.By.IsGone():
		by = "removed"
	case e.By.ID != 0:
		by, id = e.By.Name, strconv.FormatInt(e.By.ID, 10)
	}
	row := []string{e.Booking, stamp(e.At, zone), inert(by), id, e.From.String(), e.To.String()}
	for _, s := range []*space.Slot{&e.Slot, e.Was, e.Wanted} {
		row = append(row, slotCells(s, zone)...)
	}
	heir := ""
	if e.Heir != nil {
		heir = e.Heir.Name
	}
	return append(row, e.Answer.String(), inert(heir), inert(e.Reason))
}

func slotCells(s *space.Slot, zone *time.Location) []string {
	if s == nil {
		return []string{"", "", ""}
	}
	return []string{s.Room, stamp(s.Start, zone), stamp(s.End, zone)}
}

func stamp(at time.Time, zone *time.Location) string { return at.In(zone).Format(time.RFC3339) }

// inert keeps a spreadsheet from taking what people wrote for a formula.
func inert(text string) string {
	if strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") {
		return "'" + text
	}
	return text
}
