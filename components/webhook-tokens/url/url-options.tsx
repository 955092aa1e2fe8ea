import { ChannelIcon } from '@/components/channels/channel-icon';
import { Avatar } from '@/components/ui/avatar';
import type { ComboboxItem } from '@/components/ui/forms/combobox';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import type { UrlTargets } from '@/lib/webhook-tokens/dto';
import type { WebhookModule, WebhookOption } from '@/lib/webhooks/endpoints/urls';

export type ModuleText = {
  plural: string;
  article: string;
  empty: string;
  href: string;
  goThere: string;
};

export const moduleTexts: Record<WebhookModule, ModuleText> = {
  channels: {
    plural: 'Channels',
    article: 'a',
    empty: 'You are not in a channel yet.',
    href: '/bots-and-tools/channels',
    goThere: 'Join or create one',
  },
  bots: {
    plural: 'Bots',
    article: 'a',
    empty: 'There is no bot yet that you may use.',
    href: '/bots-and-tools/bots',
    goThere: 'Create one',
  },
  extensions: {
    plural: 'Extensions',
    article: 'an',
    empty: 'You have no extension yet.',
    href: '/bots-and-tools/extensions',
    goThere: 'Create one',
  },
};

/** What the second picker offers for a module. */
export function optionsOf(module: WebhookModule, targets: UrlTargets): ComboboxItem[] {
  if (module === 'channels') {
    return targets.channels.map(({ uniqueName, name, access }) => ({
      value: uniqueName,
      label: name,
      hint: uniqueName === name ? undefined : uniqueName,
      icon: <ChannelIcon access={access} />,
    }));
  }
  if (module === 'bots') {
    return targets.bots.map(({ id, uniqueName, name, imageUrl }) => ({
      value: uniqueName,
      label: name,
      hint: uniqueName,
      icon: <Avatar of={id} name={name} imageUrl={botPictureSrc({ uniqueName, imageUrl })} size="sm" />,
    }));
  }
  return targets.extensions.map(({ number, name, publishedVersion }) => ({
    value: number,
    label: name,
    hint: publishedVersion === null ? 'not published' : `version ${publishedVersion}`,
  }));
}

/** The option as the URL builder takes it; app keys are a stand-in for dots. */
export function toWebhookOption(
  module: WebhookModule,
  option: string,
  targets: UrlTargets,
  appKey: string,
): WebhookOption {
  if (module !== 'extensions') return { module, uniqueName: option };
  const extension = targets.extensions.find(({ number }) => number === option);
  return {
    module,
    sandbox: { appId: extension?.sandboxAppId ?? '', appKey },
    marketplace: { appId: option, appKey },
  };
}

/** What the usage history calls the target of calls to an option. */
export function targetsOf(module: WebhookModule, option: string, targets: UrlTargets): string[] {
  if (module !== 'extensions') return [option];
  const extension = targets.extensions.find(({ number }) => number === option);
  return extension ? [extension.sandboxAppId, option] : [option];
}
