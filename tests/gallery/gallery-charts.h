/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chart.h"

G_BEGIN_DECLS

/* A chart of the gallery: figures that look like public statistics, made up for it. */
typedef struct
{
  const char      *name;
  CsChartKind      kind;
  CsChartSize      size;
  CsChartOrder     order;
  CsChartAxis      axis;
  CsChartDirection direction;
  const char      *title;
  const char      *subtitle;
  const char      *unit;
  const char      *source;
  const char      *as_of;
  const char      *notes;
  const char      *highlights;
  const char      *annotations;
  const char      *language;
  const char      *table;
  char          *(*make_table)(void);  /* instead of @table */
} GalleryChart;

extern const GalleryChart gallery_charts[];
extern const guint gallery_n_charts;

CsChart *gallery_make_chart (const GalleryChart *described) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
