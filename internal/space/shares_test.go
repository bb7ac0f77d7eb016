package space

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6*max(1, math.Abs(a)) }

func TestJainIsOneForEqualsAndOneNthForOneWhoHasAll(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		want   float64
	}{{nil, 1}, {[]float64{0, 0}, 1}, {[]float64{3, 3, 3}, 1}, {[]float64{8, 0, 0, 0}, 0.25}, {[]float64{1, 3}, 0.8}} {
		if got := Jain(c.shares); !near(got, c.want) {
			t.Errorf("%v: %v, want %v", c.shares, got, c.want)
		}
	}
}

func TestMaxMinGivesSmallDemandsInFullAndOthersTheSame(t *testing.T) {
	for _, c := range []struct {
		demands, want []float64
		capacity      float64
	}{
		{[]float64{2, 8, 10}, []float64{2, 4, 4}, 10},
		{[]float64{10, 2, 3}, []float64{5, 2, 3}, 10},
		{[]float64{1, 2, 3}, []float64{1, 2, 3}, 10},
		{[]float64{5, 5}, []float64{0, 0}, 0},
		{nil, []float64{}, 10},
	} {
		if got := MaxMin(c.demands, c.capacity); !slices.EqualFunc(got, c.want, near) {
			t.Errorf("%v of %v: %v, want %v", c.demands, c.capacity, got, c.want)
		}
	}
}

func TestAnyMaxMinShareUsesAllAndIsCutOnlyAtTheTop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		demands := rapid.SliceOfN(rapid.Float64Range(0, 1000), 1, 50).Draw(t, "demands")
		capacity := rapid.Float64Range(0, 20000).Draw(t, "capacity")
		shares := MaxMin(demands, capacity)
		var sum, asked float64
		for i := range demands {
			sum, asked = sum+shares[i], asked+demands[i]
			if cut := shares[i] < demands[i]; cut && !near(shares[i], slices.Max(shares)) {
				t.Fatalf("%v of %v is cut below the top of %v", shares[i], demands[i], shares)
			}
		}
		if !near(sum, min(asked, capacity)) {
			t.Fatalf("%v shared out of %v asked, %v there", sum, asked, capacity)
		}
	})
}
