/** The other person of a direct chat; oneself in a chat with oneself. */
type ChatPartner = { id: string; name: string; email: string; deactivated: boolean };

export type DirectChatPage = { feedId: number; chatId: string; partner: ChatPartner; isOwn: boolean };

/** A direct chat in the navigation. */
export type MyDirectChat = { feedId: number; partnerId: string; name: string };
