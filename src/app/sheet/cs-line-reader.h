/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsLineReader:
 *
 * An important post, line by line in large type, to be read aloud: text, pictures by their alt texts, sources. Space or Enter
 * says that the line is right and goes on, Backspace goes back to the one before. A key that is held down confirms one line.
 *
 * CsLineReader::progressed: a line was confirmed, or no longer is.
 */
#define CS_TYPE_LINE_READER (cs_line_reader_get_type ())
G_DECLARE_FINAL_TYPE (CsLineReader, cs_line_reader, CS, LINE_READER, AdwBin)

GtkWidget *cs_line_reader_new (CsSession       *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_line_reader_set:
 *
 * Begins at the first line of @content, with nothing confirmed.
 */
void       cs_line_reader_set             (CsLineReader    *self,
                                           const CsContent *content);
guint      cs_line_reader_get_n_lines     (CsLineReader    *self);
guint      cs_line_reader_get_n_confirmed (CsLineReader    *self);

/**
 * cs_line_reader_take_focus:
 *
 * Puts the focus where Space and Enter confirm.
 */
void       cs_line_reader_take_focus      (CsLineReader    *self);

G_END_DECLS
