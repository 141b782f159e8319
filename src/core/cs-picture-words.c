/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-picture-words.h"

static const struct
{
  CsPictureFacts  fact;
  const char     *nick;
} nicks[] = {
  { CS_PICTURE_HAD_POSITION, "position" },
  { CS_PICTURE_HAD_CAMERA, "camera" },
  { CS_PICTURE_HAD_AUTHOR, "author" },
  { CS_PICTURE_HAD_TIME, "time" },
  { CS_PICTURE_HAD_NOTES, "notes" },
  { CS_PICTURE_TURNED, "turned" },
  { CS_PICTURE_COLOURS, "colours" },
  { CS_PICTURE_COLOURS_LOST, "colours-lost" },
  { CS_PICTURE_FIRST_FRAME, "first-frame" },
};

char *
cs_picture_facts_to_nicks (CsPictureFacts facts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if ((facts & nicks[i].fact) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", nicks[i].nick);
    }
  return g_string_free (text, FALSE);
}

CsPictureFacts
cs_picture_facts_from_nicks (const char *text)
{
  g_auto(GStrv) parts = NULL;
  CsPictureFacts facts = 0;

  g_return_val_if_fail (text != NULL, 0);

  parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_strv_contains ((const char * const *) parts, nicks[i].nick))
        facts |= nicks[i].fact;
    }
  return facts;
}

/* Takes @part. */
static void
append_part (GString    *text,
             const char *between,
             char       *part)
{
  g_autofree char *owned = part;

  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, owned);
}

static char *
list_removed (CsPictureFacts facts)
{
  g_autoptr(GString) list = g_string_new (NULL);
  /* Translators: between the things in a list: “position, camera, author” */
  const char *between = C_("list", ", ");

  if ((facts & CS_PICTURE_HAD_POSITION) != 0)
    append_part (list, between, g_strdup (C_("removed from a picture", "position")));
  if ((facts & CS_PICTURE_HAD_CAMERA) != 0)
    append_part (list, between, g_strdup (C_("removed from a picture", "camera")));
  if ((facts & CS_PICTURE_HAD_AUTHOR) != 0)
    append_part (list, between, g_strdup (C_("removed from a picture", "author")));
  if ((facts & CS_PICTURE_HAD_TIME) != 0)
    append_part (list, between, g_strdup (C_("removed from a picture", "time taken")));
  if ((facts & CS_PICTURE_HAD_NOTES) != 0)
    append_part (list, between, g_strdup (C_("removed from a picture", "notes")));
  if (list->len == 0)
    return NULL;
  /* Translators: what was hidden in a picture’s file and is gone now: “Removed: position, camera, author” */
  return g_strdup_printf (_("Removed: %s"), list->str);
}

static char *
describe_sizes (int width_before,
                int height_before,
                int width,
                int height)
{
  /* Translators: sizes of a picture before and after */
  return g_strdup_printf (_("%d × %d → %d × %d pixels"), width_before, height_before, width, height);
}

char *
cs_picture_describe_taking (CsPictureFacts facts,
                            int            source_width,
                            int            source_height,
                            int            width,
                            int            height)
{
  GString *text = g_string_new (NULL);
  /* Translators: between remarks on a picture: “turned upright; 6000 × 4000 → 4096 × 2731 pixels” */
  const char *between = C_("remarks", "; ");
  char *removed = list_removed (facts);

  if (removed != NULL)
    append_part (text, between, removed);
  if ((facts & CS_PICTURE_FIRST_FRAME) != 0)
    append_part (text, between, g_strdup (_("only the first picture of the animation")));
  if ((facts & CS_PICTURE_TURNED) != 0)
    append_part (text, between, g_strdup (_("turned upright")));
  if ((facts & CS_PICTURE_COLOURS) != 0)
    append_part (text, between, g_strdup (_("colours converted to sRGB")));
  if ((facts & CS_PICTURE_COLOURS_LOST) != 0)
    append_part (text, between, g_strdup (_("colours may differ: their profile could not be read")));
  if (source_width != width || source_height != height)
    append_part (text, between, describe_sizes (source_width, source_height, width, height));
  return g_string_free (text, FALSE);
}

char *
cs_picture_describe_loss (const CsPictureLoss *loss)
{
  GString *text = g_string_new (NULL);
  const char *between = C_("remarks", "; ");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (loss != NULL, NULL);

  before = g_format_size ((guint64) loss->bytes_before);
  after = g_format_size ((guint64) loss->bytes);
  /* Translators: size of a file before and after: “3.1 MB → 0.9 MB” */
  append_part (text, between, g_strdup_printf (_("%s → %s"), before, after));
  if (loss->quality > 0)
    /* Translators: of a JPEG picture, from 1 to 100 */
    append_part (text, between, g_strdup_printf (_("quality %d"), loss->quality));
  if (loss->width != loss->width_before || loss->height != loss->height_before)
    append_part (text, between, describe_sizes (loss->width_before, loss->height_before, loss->width, loss->height));
  if (loss->flattened)
    append_part (text, between, g_strdup (_("what shone through is white")));
  return g_string_free (text, FALSE);
}
