/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <gst/pbutils/pbutils.h>
#include <gst/video/video.h>

#include "cs-film-helper.h"

/* Looks only at what a film says of itself: parsed, not decoded. */

static GstElement *
add_sink (CsFilmFlow *flow)
{
  return cs_film_make_element (flow, "fakesink", "sync", FALSE, NULL);
}

static GstCaps *
get_caps (GstElement *sink)
{
  g_autoptr(GstPad) pad = gst_element_get_static_pad (sink, "sink");

  return gst_pad_get_current_caps (pad);
}

static char *
describe (GstCaps *caps)
{
  char *name = gst_pb_utils_get_codec_description (caps);

  if (name)
    g_strdelimit (name, "\n\r", ' ');
  return name ? name : g_strdup (gst_structure_get_name (gst_caps_get_structure (caps, 0)));
}

/* Whether something of this machine can read it: said now, not after minutes. */
static void
require_decoder (GstCaps *caps)
{
  GList *decoders = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODER, GST_RANK_MARGINAL);
  GList *able = gst_element_factory_list_filter (decoders, caps, GST_PAD_SINK, FALSE);
  const char *name = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  gboolean good = able != NULL || g_str_has_suffix (name, "/x-raw");
  g_autofree char *what = describe (caps);

  gst_plugin_feature_list_free (able);
  gst_plugin_feature_list_free (decoders);
  if (!good)
    cs_film_give_up (CS_ERROR_CODEC_MISSING, "There is no decoder for %s", what);
}

static const char *
get_text (const GstStructure *structure,
          const char         *field)
{
  const char *text = gst_structure_get_string (structure, field);

  return text ? text : "";
}

/* What the networks take as it is: H.264 of 8 bits, 4:2:0, progressive, packed as MP4 packs it */
static gboolean
is_plain_h264 (const GstStructure *structure)
{
  static const char * const profiles[] = { "constrained-baseline", "baseline", "main", "high", "progressive-high", "constrained-high" };
  guint depth = 8;
  gboolean profile = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    profile |= g_str_equal (get_text (structure, "profile"), profiles[i]);
  gst_structure_get_uint (structure, "bit-depth-luma", &depth);
  return gst_structure_has_name (structure, "video/x-h264") && profile && depth == 8 &&
         (!gst_structure_has_field (structure, "chroma-format") || g_str_equal (get_text (structure, "chroma-format"), "4:2:0")) &&
         !g_str_equal (get_text (structure, "interlace-mode"), "interleaved") && !g_str_equal (get_text (structure, "interlace-mode"), "mixed");
}

static gboolean
is_plain_aac (GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  int version = 0, channels = 0;
  const char *profile = get_text (structure, "profile");

  gst_structure_get_int (structure, "mpegversion", &version);
  gst_structure_get_int (structure, "channels", &channels);
  return gst_structure_has_name (structure, "audio/mpeg") && (version == 2 || version == 4) && channels >= 1 && channels <= 2 &&
         (*profile == '\0' || g_str_equal (profile, "lc"));
}

static int
get_rotation (const CsFilmFlow *flow)
{
  static const struct { const char *tag; int degrees; } turns[] = {
    { "rotate-90", 90 }, { "rotate-180", 180 }, { "rotate-270", 270 },
    { "flip-rotate-0", 180 }, { "flip-rotate-90", 90 }, { "flip-rotate-180", 180 }, { "flip-rotate-270", 270 },
  };

  for (guint i = 0; flow->rotation && i < G_N_ELEMENTS (turns); i++)
    if (g_str_equal (turns[i].tag, flow->rotation))
      return turns[i].degrees;

  return 0;
}

/* Sides as they are seen: with square pixels and upright. Returns: whether they are so in the file */
static gboolean
say_sides (const GstStructure *structure,
           int                 rotation)
{
  int width = 0, height = 0, par_n = 1, par_d = 1;
  gint64 seen;

  gst_structure_get_int (structure, "width", &width);
  gst_structure_get_int (structure, "height", &height);
  gst_structure_get_fraction (structure, "pixel-aspect-ratio", &par_n, &par_d);
  if (width <= 0 || height <= 0 || par_n <= 0 || par_d <= 0)
    cs_film_give_up (CS_ERROR_NOT_A_FILM, "The film does not tell how large its pictures are");

  seen = CLAMP ((gint64) width * par_n / par_d, 1, G_MAXINT);
  cs_film_say ("width", "%d", rotation % 180 != 0 ? height : (int) seen);
  cs_film_say ("height", "%d", rotation % 180 != 0 ? (int) seen : height);
  return par_n == par_d && rotation == 0 && width % 2 == 0 && height % 2 == 0;
}

static gboolean
say_video (CsFilmFlow *flow)
{
  g_autoptr(GstCaps) caps = get_caps (flow->video);
  const GstStructure *structure = caps ? gst_caps_get_structure (caps, 0) : NULL;
  g_autofree char *name = NULL;
  int rotation = get_rotation (flow);
  int rate_n = 0, rate_d = 1;
  gboolean plain;

  if (structure == NULL)
    cs_film_give_up (CS_ERROR_NOT_A_FILM, "There is no picture in it");

  require_decoder (caps);
  name = describe (caps);
  cs_film_say ("video", "%s", name);
  cs_film_say ("rotation", "%d", rotation);
  if (gst_structure_get_fraction (structure, "framerate", &rate_n, &rate_d) && rate_n > 0 && rate_d > 0)
    {
      cs_film_say ("rate-n", "%d", rate_n);
      cs_film_say ("rate-d", "%d", rate_d);
    }
  plain = say_sides (structure, rotation);
  return plain && (flow->rotation == NULL || g_str_equal (flow->rotation, "rotate-0")) && is_plain_h264 (structure);
}

static gboolean
say_audio (CsFilmFlow *flow)
{
  g_autoptr(GstCaps) caps = flow->has_audio ? get_caps (flow->audio) : NULL;
  g_autofree char *name = NULL;

  if (caps == NULL)
    return TRUE;

  require_decoder (caps);
  name = describe (caps);
  cs_film_say ("audio", "%s", name);
  return is_plain_aac (caps);
}

void
cs_film_helper_probe (void)
{
  CsFilmFlow flow = { 0 };
  const char *container = cs_film_find_container ();
  gboolean plain;
  gint64 duration = 0;

  cs_film_flow_init (&flow, "parsebin");
  flow.video = add_sink (&flow);
  flow.audio = add_sink (&flow);
  g_object_set (flow.audio, "async", FALSE, NULL);
  cs_film_flow_bring_to (&flow, GST_STATE_PAUSED);

  cs_film_say ("container", "%s", container);
  plain = say_video (&flow);
  plain &= say_audio (&flow);
  cs_film_say ("copyable", "%d", plain);
  if (gst_element_query_duration (flow.pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
    cs_film_say ("duration", "%" G_GINT64_FORMAT, duration / GST_MSECOND);
  cs_film_flow_clear (&flow);
}
