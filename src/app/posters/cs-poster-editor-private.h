/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-poster-editor.h"
#include "cs-style-client.h"

G_BEGIN_DECLS

struct _CsPosterEditor
{
  AdwWindow      parent_instance;

  CsOffice      *office;
  GCancellable  *cancellable;
  CsPoster      *poster;       /* as it is now; owned */
  CsPoster      *first;        /* what it began with; owned */
  CsHouseStyle  *office_style; /* as it is now; NULL until it came */
  gboolean       own_style;    /* the poster keeps the style that it came with */
  gboolean       loading;
  gboolean       alt_proposed; /* the alt text is still the poster's words */
  gboolean       inserted;
  CsPosterPaper  paper;        /* that is being printed on */

  GtkWidget     *toasts;
  GtkWidget     *layouts;
  GtkWidget     *form;
  GtkWidget     *canvas;
  GtkWidget     *formats;
  GtkWidget     *languages;
  GtkWidget     *margins;
  GtkWidget     *restyle;
  GtkWidget     *insert;
  GtkWidget     *problems;
  GtkWidget     *propose;
  GtkTextBuffer *alt_buffer;
};

/* cs-poster-editor-look.c: the widgets, not yet connected */
void cs_poster_editor_build          (CsPosterEditor *self,
                                      gboolean        existing);

/* Offers the languages of the house style and @own, which is chosen. */
void cs_poster_editor_fill_languages (CsPosterEditor *self,
                                      const char     *own);

G_END_DECLS
