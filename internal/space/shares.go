package space

import (
	"cmp"
	"slices"
)

// Jain is R. Jain's index of fairness: 1 when all shares are equal, 1/n when
// one has everything. Where nobody has anything, all are equal.
func Jain(shares []float64) float64 {
	var sum, squares float64
	for _, x := range shares {
		sum += x
		squares += x * x
	}
	if squares == 0 {
		return 1
	}
	return sum * sum / (float64(len(shares)) * squares)
}

// MaxMin shares a capacity out among demands so that nobody can get more
// without taking it from one who has no more: everyone gets the same, but not
// above their demand, and what they leave is shared among the others.
func MaxMin(demands []float64, capacity float64) []float64 {
	order := make([]int, len(demands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(demands[a], demands[b]) })
	shares := make([]float64, len(demands))
	for n, i := range order {
		shares[i] = min(demands[i], capacity/float64(len(order)-n))
		capacity -= shares[i]
	}
	return shares
}
