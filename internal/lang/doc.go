// Package lang is what Samovar knows of Russian, English and Chinese: the texts
// it says, with their plurals; how each language writes days and hours; and what
// people mean when they write about time, rooms and headcounts.
//
// It is pure: nothing here reads a clock, a file outside the binary or the
// network. It leaves to others what an answer means for a booking: whether a day
// is open, a room free, or a headcount fits.
package lang
