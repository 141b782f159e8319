/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-item.h"

struct _CsPostItem
{
  GObject parent_instance;

  CsPostInfo *info;
};

G_DEFINE_FINAL_TYPE (CsPostItem, cs_post_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
cs_post_item_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CsPostItem *self = CS_POST_ITEM (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, self->info != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_post_item_finalize (GObject *object)
{
  CsPostItem *self = CS_POST_ITEM (object);

  g_clear_pointer (&self->info, cs_post_info_free);
  G_OBJECT_CLASS (cs_post_item_parent_class)->finalize (object);
}

static void
cs_post_item_class_init (CsPostItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cs_post_item_finalize;
  object_class->get_property = cs_post_item_get_property;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cs_post_item_init (CsPostItem *self)
{
}

CsPostItem *
cs_post_item_new (void)
{
  return g_object_new (CS_TYPE_POST_ITEM, NULL);
}

const CsPostInfo *
cs_post_item_get_info (CsPostItem *self)
{
  g_return_val_if_fail (CS_IS_POST_ITEM (self), NULL);

  return self->info;
}

void
cs_post_item_set_info (CsPostItem       *self,
                       const CsPostInfo *info)
{
  g_return_if_fail (CS_IS_POST_ITEM (self));

  cs_post_info_free (self->info);
  self->info = cs_post_info_copy (info);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}
