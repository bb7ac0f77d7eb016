package web

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// Gauge is something that is measured each time the metrics are read.
type Gauge struct {
	Name   string // without "samovar_"
	Help   string
	Labels []string
}

// Show shows the value of a gauge, with the values of its labels.
type Show func(gauge string, value float64, labels ...string)

// Watch measures the gauges each time the metrics are read. Where it fails, those
// not shown by then are missing, and the rest is still there.
func (m *Metrics) Watch(gauges []Gauge, measure func(ctx context.Context, show Show) error) {
	w := &watched{measure: measure, descs: map[string]*prometheus.Desc{}}
	for _, g := range gauges {
		w.descs[g.Name] = prometheus.NewDesc("samovar_"+g.Name, g.Help, g.Labels, nil)
	}
	m.registry.MustRegister(w)
}

// watched is a collector: it asks when it is asked.
type watched struct {
	measure func(context.Context, Show) error
	descs   map[string]*prometheus.Desc
}

// Describe names the gauges.
func (w *watched) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range w.descs {
		descs <- d
	}
}

// Collect measures.
func (w *watched) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), checkTime)
	defer cancel()
	err := w.measure(ctx, func(gauge string, value float64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(w.descs[gauge], prometheus.GaugeValue, value, labels...)
	})
	if err != nil {
		metrics <- prometheus.NewInvalidMetric(prometheus.NewInvalidDesc(err), err)
	}
}
