package main

import (
	"fmt"
	"io"
	"os"
)

// progress is a line on a terminal that tells how far something is; elsewhere
// there is none.
type progress struct{ out io.Writer }

func progressOn(out io.Writer) progress {
	file, ok := out.(*os.File)
	if !ok {
		return progress{io.Discard}
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return progress{io.Discard}
	}
	return progress{out}
}

// show writes the line anew.
func (p progress) show(format string, args ...any) {
	fmt.Fprintf(p.out, "\r\x1b[K"+format, args...)
}

// clear takes it away.
func (p progress) clear() { fmt.Fprint(p.out, "\r\x1b[K") }
