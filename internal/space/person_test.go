package space

import (
	"slices"
	"testing"
)

func TestEachPersonIsNamedOnce(t *testing.T) {
	given := []int64{7, 3, 7, 3, 5}
	if got := OnceEach(given); !slices.Equal(got, []int64{7, 3, 5}) {
		t.Errorf("%v", got)
	}
	if !slices.Equal(given, []int64{7, 3, 7, 3, 5}) {
		t.Errorf("what was given became %v", given)
	}
}
