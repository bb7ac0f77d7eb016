package web

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what the process does. Its methods satisfy the small
// interfaces of the packages that count, and may be called from anywhere.
type Metrics struct {
	registry *prometheus.Registry

	taken    prometheus.Counter
	handled  *prometheus.CounterVec
	took     prometheus.Histogram
	sent     *prometheus.CounterVec
	failed   *prometheus.CounterVec
	withheld *prometheus.CounterVec
	bookings *prometheus.CounterVec
	fired    *prometheus.CounterVec
	letGo    *prometheus.CounterVec
	held     *prometheus.CounterVec
	leader   *prometheus.GaugeVec
}

// NewMetrics makes metrics that all stand at nothing, in a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		taken:    counter("updates_taken_total", "Updates written into the inbox."),
		handled:  counters("updates_handled_total", "Updates that a worker is through with, by outcome.", "outcome"),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "samovar", Name: "update_seconds", Help: "How long an update took to handle.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
		}),
		sent:     counters("messages_sent_total", "Messages that Telegram accepted, by what they were.", "what"),
		failed:   counters("requests_failed_total", "Requests that Telegram did not accept, by the kind of failure.", "kind"),
		withheld: counters("messages_withheld_total", "Messages that were not tried, because their chat cannot be written to, their broadcast was stopped or they were of no use any more, by why.", "why"),
		bookings: counters("bookings_made_total", "Bookings made, requests included.", "point"),
		fired:    counters("due_fired_total", "Reminders, digests and other due things done, by kind.", "kind"),
		letGo:    counters("due_let_go_total", "Reminders, digests and other due things that were missed and of no use any more, by kind.", "kind"),
		held:     counters("due_failed_total", "Tries of reminders, digests and other due things that failed and are made again, by kind.", "kind"),
		// Without labels; shown once it is known that the process polls at all.
		leader: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: "samovar", Name: "leader", Help: "1 for the process that polls for updates; of all that poll, one has it.",
		}, nil),
	}
	m.registry.MustRegister(m.taken, m.handled, m.took, m.sent, m.failed, m.withheld, m.bookings, m.fired, m.letGo, m.held, m.leader,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "samovar", Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "samovar", Name: name, Help: help}, labels)
}

// Taken counts updates that were written into the inbox.
func (m *Metrics) Taken(n int) { m.taken.Add(float64(n)) }

// Handled counts an update that a worker is through with, by a word for how it
// ended.
func (m *Metrics) Handled(outcome string, took time.Duration) {
	m.handled.WithLabelValues(outcome).Inc()
	m.took.Observe(took.Seconds())
}

// Sent counts a message that Telegram accepted, by a word for what it was.
func (m *Metrics) Sent(what string) { m.sent.WithLabelValues(what).Inc() }

// RequestFailed counts a request that Telegram did not accept, by a word for why.
func (m *Metrics) RequestFailed(kind string) { m.failed.WithLabelValues(kind).Inc() }

// Withheld counts a message that was not tried, by a word for why.
func (m *Metrics) Withheld(why string) { m.withheld.WithLabelValues(why).Inc() }

// BookingMade counts a booking of a Point.
func (m *Metrics) BookingMade(point string) { m.bookings.WithLabelValues(point).Inc() }

// DueFired counts a due thing that was done, by its kind.
func (m *Metrics) DueFired(kind string) { m.fired.WithLabelValues(kind).Inc() }

// LetGo counts due things that were missed and are of no use any more.
func (m *Metrics) LetGo(kind string, n int) { m.letGo.WithLabelValues(kind).Add(float64(n)) }

// DueFailed counts a due thing that could not be done and is tried again.
func (m *Metrics) DueFailed(kind string) { m.held.WithLabelValues(kind).Inc() }

// Leads says whether this process is the one that polls.
func (m *Metrics) Leads(yes bool) { m.leader.WithLabelValues().Set(Truth(yes)) }

// Words are all that may be counted by, so far as they are known before.
type Words struct{ Outcomes, Sent, Failures, Withheld, Due, Points []string }

// Expect shows what was not counted yet as 0: Prometheus does not see that
// something rises which it sees for the first time.
func (m *Metrics) Expect(w Words) {
	for vec, words := range map[*prometheus.CounterVec][]string{
		m.handled: w.Outcomes, m.sent: w.Sent, m.failed: w.Failures, m.withheld: w.Withheld, m.fired: w.Due, m.letGo: w.Due, m.held: w.Due, m.bookings: w.Points,
	} {
		for _, word := range words {
			vec.WithLabelValues(word)
		}
	}
}

// Built says what runs.
func (m *Metrics) Built(version string) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "samovar", Name: "build_info", Help: "1; which version runs.", ConstLabels: prometheus.Labels{"version": version},
	}, func() float64 { return 1 }))
}

// Truth is 1 for yes, as Prometheus has it.
func Truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, ErrorHandling: promhttp.ContinueOnError})
}
