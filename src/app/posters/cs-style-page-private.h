/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-poster-drawing.h"
#include "cs-style-page.h"

G_BEGIN_DECLS

enum { CS_STYLE_GROUND, CS_STYLE_INK, CS_STYLE_ACCENT, CS_STYLE_N_COLOURS };
enum { CS_STYLE_NAME, CS_STYLE_FOOTER, CS_STYLE_N_LINES };

/* Colours that go together, each read on its ground. */
typedef struct
{
  const char *name; /* NC_(), context "palette" */
  CsColour    ground;
  CsColour    ink;
  CsColour    accent;
} CsPalette;

#define CS_STYLE_N_PALETTES 6

struct _CsStylePage
{
  AdwBin         parent_instance;

  CsOfficeData  *data;
  GCancellable  *cancellable;
  CsHouseStyle  *style;   /* as it is now; NULL until the office's came */
  CsHouseStyle  *stored;  /* as the office has it */
  gboolean       loading;

  GtkWidget     *groups[3];
  GtkWidget     *samples[2];
  GtkEditable   *lines[CS_STYLE_N_LINES];
  GtkEditable   *colours[CS_STYLE_N_COLOURS];
  GtkWidget     *swatches[CS_STYLE_N_COLOURS];
  GtkWidget     *contrast;
  GtkWidget     *logo_row;
  GtkWidget     *choose;
  GtkWidget     *remove;
  GtkWidget     *palettes[CS_STYLE_N_PALETTES]; /* buttons */
  AdwComboRow   *typefaces[CS_N_POSTER_SCRIPTS];
  GtkWidget     *save;
};

/* cs-style-page-look.c: the widgets, not yet connected */
GtkWidget       *cs_style_page_make_samples (CsStylePage *self);
void             cs_style_page_make_groups  (CsStylePage *self);
const CsPalette *cs_style_page_get_palette  (guint        i);
CsColour        *cs_style_page_get_colour   (CsStylePage *self,
                                             guint        i);

G_END_DECLS
