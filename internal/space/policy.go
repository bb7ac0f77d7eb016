package space

import "time"

// Policy is what a Point holds to be fair in its queue.
type Policy struct {
	Past   time.Duration // how far back room-hours and no-shows count
	NoShow time.Duration // what a no-show weighs, in room-hours
	Offer  Offering
	Quota  Quota
}

// DefaultPolicy is what holds where the config says nothing else. It sets no
// quotas but one on open requests.
func DefaultPolicy() Policy {
	return Policy{
		Past:   90 * 24 * time.Hour,
		NoShow: 4 * time.Hour,
		Offer: Offering{Hold: 12 * time.Hour, Part: 2, Shortest: 30 * time.Minute,
			Quiet: Quiet{From: 22 * 60, Until: 8 * 60}},
		Quota: Quota{Requests: 20, Soft: 14},
	}
}
