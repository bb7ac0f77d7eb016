package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong, in words for an operator.
type Problem struct {
	Path string // of the setting: points[0].rooms[1].seats
	Text string // what is wrong and what is expected

	at origin
}

// String returns "line 12, column 5: points[0].romms: no such setting".
func (p Problem) String() string {
	parts := []string{p.at.String(), p.Path, p.Text}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ": ")
}

// Problems is everything that is wrong, in the order of the file.
type Problems []Problem

// Error lists the problems, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// sorted puts the problems in the order of the file, those of the environment
// last, and drops those that were said twice.
func (p Problems) sorted() Problems {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.at.variable, b.at.variable),
			cmp.Compare(a.at.line, b.at.line),
			cmp.Compare(a.at.column, b.at.column))
	})
	return slices.CompactFunc(p, func(a, b Problem) bool { return a == b })
}

// origin is where a value stands: in the file, or in the environment.
type origin struct {
	line, column int
	variable     string
}

// String returns "line 12, column 5", the variable's name, or nothing for what
// was not given at all.
func (o origin) String() string {
	switch {
	case o.variable != "":
		return o.variable
	case o.column > 0:
		return fmt.Sprintf("line %d, column %d", o.line, o.column)
	case o.line > 0:
		return fmt.Sprintf("line %d", o.line)
	}
	return ""
}

// besides leaves out what is about settings that others already name: a value
// that could not be read is not also too small.
func (p Problems) besides(others Problems) Problems {
	return slices.DeleteFunc(p, func(a Problem) bool {
		return slices.ContainsFunc(others, func(b Problem) bool { return a.Path != "" && a.Path == b.Path })
	})
}
