package chaos

import (
	"math/rand/v2"
	"slices"
	"time"
)

// Fault is one of a run.
type Fault struct {
	Kind Kind
	For  time.Duration // how long it lasts; 0 where it is counted
	Size int           // how much or how many it hits; 0 where it lasts
	Roll int           // which of several it hits, whatever their number
}

// Plan is the sequence of faults that belongs to a seed: each of the kinds as
// often as it is common, one of each at least where there are that many. With
// long, one of the stops of Redis lasts so long.
func Plan(seed uint64, n int, without []Kind, long time.Duration) []Fault {
	dice := rand.New(rand.NewPCG(seed, 0xfa017))
	var deck []Kind
	var all []Fault
	for _, k := range Kinds() {
		often := kinds()[k].often
		if slices.Contains(without, k) {
			continue
		}
		deck = append(deck, slices.Repeat([]Kind{k}, often)...)
		all = append(all, faultOf(k, dice))
	}
	for len(all) < n {
		all = append(all, faultOf(deck[dice.IntN(len(deck))], dice))
	}
	dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:n]
	for i := range all {
		if long > 0 && all[i].Kind == StopRedis && i > n/3 {
			all[i].For = long
			break
		}
	}
	return all
}

func faultOf(k Kind, dice *rand.Rand) Fault {
	is := kinds()[k]
	f := Fault{Kind: k, Roll: dice.IntN(1 << 20)}
	size := is.least + dice.IntN(is.most-is.least+1)
	if is.length {
		f.For = time.Duration(size) * time.Millisecond
	} else {
		f.Size = size
	}
	return f
}
