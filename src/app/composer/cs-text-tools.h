/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-speller.h"

G_BEGIN_DECLS

/**
 * CsTextTools:
 *
 * What a text of a post has beyond typing: misspelt words are underlined, and its menu offers other spellings and what @common holds. Belongs to
 * the text view.
 *
 * CsTextTools::add-word (const char *): the person wants the word in the office's dictionary.
 */
#define CS_TYPE_TEXT_TOOLS (cs_text_tools_get_type ())
G_DECLARE_FINAL_TYPE (CsTextTools, cs_text_tools, CS, TEXT_TOOLS, GObject)

/**
 * cs_text_tools_attach:
 * @common: what the menus of all texts offer
 *
 * Returns: (transfer none): those of @view, made at the first call
 */
CsTextTools *cs_text_tools_attach (GtkTextView *view,
                                   CsSpeller   *speller,
                                   GMenuModel  *common);

G_END_DECLS
