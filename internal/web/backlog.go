package web

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Backlog is what waits in one lane of a Point's outbox.
type Backlog struct {
	Point, Lane string
	Messages    int64
	Late        time.Duration // how long the message that waits longest could have been sent
}

// WatchOutbox measures the outbox each time the metrics are read.
func (m *Metrics) WatchOutbox(measure func(context.Context) ([]Backlog, error)) {
	labels := []string{"point", "lane"}
	m.registry.MustRegister(&backlogs{
		measure: measure,
		depth:   prometheus.NewDesc("samovar_outbox_messages", "Messages that wait to be sent.", labels, nil),
		age:     prometheus.NewDesc("samovar_outbox_late_seconds", "How long the message that waits longest could have been sent.", labels, nil),
	})
}

// backlogs is a collector: it asks Redis when it is asked.
type backlogs struct {
	measure    func(context.Context) ([]Backlog, error)
	depth, age *prometheus.Desc
}

// Describe names the gauges.
func (b *backlogs) Describe(descs chan<- *prometheus.Desc) {
	descs <- b.depth
	descs <- b.age
}

// Collect measures. Where Redis is away these gauges are missing, and the rest
// is still shown.
func (b *backlogs) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), checkTime)
	defer cancel()
	all, err := b.measure(ctx)
	if err != nil {
		metrics <- prometheus.NewInvalidMetric(b.depth, err)
		return
	}
	for _, one := range all {
		metrics <- prometheus.MustNewConstMetric(b.depth, prometheus.GaugeValue, float64(one.Messages), one.Point, one.Lane)
		metrics <- prometheus.MustNewConstMetric(b.age, prometheus.GaugeValue, one.Late.Seconds(), one.Point, one.Lane)
	}
}
