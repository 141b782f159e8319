/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsForm:
 *
 * A multipart form whose last part is a file that is too large for memory: it is read while it is sent.
 */
typedef struct _CsForm CsForm;

CsForm       *cs_form_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_form_free        (CsForm        *form);
void          cs_form_add_text    (CsForm        *form,
                                   const char    *name,
                                   const char    *value);
void          cs_form_add_bytes   (CsForm        *form,
                                   const char    *name,
                                   const char    *file_name,
                                   const char    *mime_type,
                                   GBytes        *bytes);

/**
 * cs_form_end_with_file:
 * @path: of a plain file
 * @size: (out): bytes of the whole form
 * @content_type: (out) (transfer full): with the boundary
 *
 * Returns: (transfer full): the form, to be read once; %NULL if the file cannot be opened
 */
GInputStream *cs_form_end_with_file (CsForm      *form,
                                     const char  *name,
                                     const char  *file_name,
                                     const char  *mime_type,
                                     const char  *path,
                                     gint64      *size,
                                     char       **content_type,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsForm, cs_form_free)

G_END_DECLS
