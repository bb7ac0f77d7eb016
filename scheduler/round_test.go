package scheduler

import (
	"maps"
	"slices"
	"testing"

	"samovar/internal/space"
)

// Counters of what failed begin at 0 for the kinds that are listed: an alert
// would miss the first failures of another.
func TestAllKindsThatTheClockCarriesOutAreListed(t *testing.T) {
	r := &round{watch: &watch{Clock: &Clock{}}}
	carried, listed := slices.Sorted(maps.Keys(r.carriers())), slices.Sorted(slices.Values(space.DueKinds()))
	if !slices.Equal(carried, listed) {
		t.Errorf("it carries out %v, listed are %v", carried, listed)
	}
}
