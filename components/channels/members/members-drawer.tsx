'use client';

import { useQuery } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { useIsPainted } from '@/components/ui/loading/use-is-painted';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { Drawer } from '@/components/ui/overlays/drawer';
import { toast } from '@/components/ui/overlays/toaster';
import { ErrorState } from '@/components/ui/page/error-state';
import { Skeleton } from '@/components/ui/page/skeleton';
import type { ChannelMember, ChannelPage } from '@/lib/channels/dto';
import { ChannelIcon } from '../channel-icon';
import { channelKeys, deleteMember, fetchMembers } from '../channel-queries';
import { AddMember } from './add-member';

type MembersDrawerProps = {
  channel: ChannelPage;
  viewerId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Who is in the channel; members add people, its creator and administrators remove them. */
export function MembersDrawer({ channel, viewerId, open, onOpenChange }: MembersDrawerProps) {
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title="Members"
      description={
        <span className="flex min-w-0 items-center gap-1">
          <ChannelIcon access={channel.access} className="size-3.5 shrink-0" />
          <span dir="auto" className="truncate">
            {channel.name}
          </span>
        </span>
      }
    >
      <Members channel={channel} viewerId={viewerId} />
    </Drawer>
  );
}

/** After the drawer itself: it is there at once. */
function Members({ channel, viewerId }: Pick<MembersDrawerProps, 'channel' | 'viewerId'>) {
  const isPainted = useIsPainted();
  return (
    <div className="flex flex-col gap-4">
      {channel.joined &&
        (isPainted ? (
          <AddMember uniqueName={channel.uniqueName} hadEverybody={channel.hasEverybody} />
        ) : (
          <FieldSkeleton />
        ))}
      {isPainted ? <MemberList channel={channel} viewerId={viewerId} /> : <ListSkeleton />}
    </div>
  );
}

/** As high as a field and its label. */
const FieldSkeleton = () => <Skeleton className="h-15.5" />;
const ListSkeleton = () => <Skeleton className="h-40 w-full" />;

function MemberList({ channel, viewerId }: { channel: ChannelPage; viewerId: string }) {
  const members = useQuery({
    queryKey: channelKeys.members(channel.uniqueName),
    queryFn: () => fetchMembers(channel.uniqueName),
  });
  if (members.isPending) return <ListSkeleton />;
  if (members.isError && !members.data) {
    return (
      <ErrorState
        title="The members could not be loaded"
        message={members.error.message}
        onRetry={() => members.refetch()}
        pending={members.isFetching}
      />
    );
  }
  return (
    <ul className="flex flex-col" aria-label="Members">
      {members.data.map((member) => (
        <MemberRow key={member.id} member={member} channel={channel} self={member.id === viewerId} />
      ))}
    </ul>
  );
}

type MemberRowProps = { member: ChannelMember; channel: ChannelPage; self: boolean };

function MemberRow({ member, channel, self }: MemberRowProps) {
  // Null until it is first asked: a list of many people draws no dialog.
  const [asking, setAsking] = useState<boolean | null>(null);
  const removing = useChange(
    channelKeys.all,
    () => deleteMember(channel.uniqueName, member.id),
    // Once the list knows, the row is gone.
    () => {
      setAsking(false);
      toast(`${member.name} is no longer in ${channel.name}.`);
    },
  );
  return (
    <li className="flex min-h-12 items-center gap-3 border-b py-2 last:border-b-0">
      <Avatar of={member.id} name={member.name} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <span dir="auto" className="truncate font-medium">
            {member.name}
          </span>
          {member.creator && <Badge>Creator</Badge>}
          {self && <span className="text-text-muted text-xs">you</span>}
        </p>
        <p className="truncate text-sm text-text-muted">{member.email}</p>
      </div>
      {channel.manageable && !self && (
        <>
          <IconButton label={`Remove ${member.name}`} size="sm" onClick={() => setAsking(true)}>
            <UserMinus aria-hidden />
          </IconButton>
          {asking !== null && (
            <ConfirmDialog
              open={asking}
              onOpenChange={setAsking}
              title={`Remove ${member.name} from ${channel.name}?`}
              description={whatFollows(channel)}
              confirmLabel="Remove member"
              onConfirm={() => removing.mutate(undefined)}
              pending={removing.isPending}
              error={removing.error?.message}
            />
          )}
        </>
      )}
    </li>
  );
}

function whatFollows({ access }: ChannelPage): string {
  const calls = 'Calls with their webhook tokens to this channel are refused at once.';
  return access === 'PRIVATE'
    ? `${calls} They can return only when a member adds them.`
    : `${calls} They can join again at any time.`;
}
