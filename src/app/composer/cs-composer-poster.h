/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-composer-page.h"

G_BEGIN_DECLS

/* The way from the composer to the poster editor and back: "composer.add-poster", Ctrl+Shift+O. */
void cs_composer_poster_install (GtkWidgetClass *widget_class);

/* Opens the poster that the picture at @media of the part worked in was drawn from, if there is one. */
void cs_composer_poster_edit    (CsComposerPage *self,
                                 guint           media);

G_END_DECLS
