package config

import "fmt"

// didYouMean returns "; did you mean rooms?" for the nearest of the names, or
// nothing when none is near.
func didYouMean(wrong string, names []string) string {
	if name := nearest(wrong, names); name != "" {
		return fmt.Sprintf("; did you mean %s?", name)
	}
	return ""
}

// nearest returns the name that takes the fewest mistakes to become wrong: at
// most a third of its letters, and two in a short one.
func nearest(wrong string, names []string) string {
	best, fewest := "", max(2, len(wrong)/3)+1
	for _, name := range names {
		if n := mistakes(wrong, name); n < fewest && n < len(name) {
			best, fewest = name, n
		}
	}
	return best
}

// mistakes counts the letters left out, added, changed, or swapped with their
// neighbour, between a and b.
func mistakes(a, b string) int {
	var older []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, last = last, row
	}
	return last[len(b)]
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
