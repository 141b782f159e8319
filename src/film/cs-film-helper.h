/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "cs-film-private.h"

G_BEGIN_DECLS

/* What the parts of countersign-film share. The film is its standard input, what it makes its standard output. */

typedef struct
{
  GstElement *pipeline;
  GstElement *source;      /* a parsebin or decodebin */
  GstElement *video;       /* where the first pictures go: its sink pad is asked for; NULL = nowhere */
  GstElement *audio;
  gboolean    has_video;   /* they came */
  gboolean    has_audio;
  gint64      duration_ms; /* that progress is measured by */
  char       *rotation;    /* "rotate-90" and its like, from the film's tags; owned */
} CsFilmFlow;

/* Writes one line for the parent. */
void        cs_film_say            (const char *name,
                                    const char *format,
                                    ...) G_GNUC_PRINTF (2, 3);

/* The last word: why it cannot be done. Does not return. */
void        cs_film_give_up        (CsError     code,
                                    const char *format,
                                    ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;

/* Only what films of the kinds that are taken need; everything else that GStreamer has is never fed with them. To be called once, before the first pipeline. */
void        cs_film_confine_plugins (void);

/* From here on: no files but for reading, no other processes, no sockets, bounded memory and time. @encodes: may take long */
void        cs_film_sandbox        (gboolean    encodes);

/* An element, or the last word. */
GstElement *cs_film_make_element   (CsFilmFlow *flow,
                                    const char *factory,
                                    const char *first_property,
                                    ...);

/* Checks what kind of file it is; does not return if it is none that is taken. Returns: static */
const char *cs_film_find_container (void);

/* A pipeline that reads the film into @bin ("parsebin", "decodebin"). */
void        cs_film_flow_init      (CsFilmFlow *flow,
                                    const char *bin);

/* Brings the pipeline to @state and waits for it. */
void        cs_film_flow_bring_to  (CsFilmFlow *flow,
                                    GstState    state);

/* Plays to the end, telling how far it is. */
void        cs_film_flow_run       (CsFilmFlow *flow);
void        cs_film_flow_clear     (CsFilmFlow *flow);

/* The commands. */
void        cs_film_helper_probe   (void);
void        cs_film_helper_frame   (gint64      at_ms,
                                    int         max_side);
void        cs_film_helper_make    (gboolean          copy,
                                    gint64            duration_ms,
                                    const CsFilmPlan *plan);
void        cs_film_helper_pattern (const CsFilmPattern *pattern);

G_END_DECLS
