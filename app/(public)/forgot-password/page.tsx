import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { ForgotPasswordForm } from '@/components/auth/forgot-password-form';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/text/link';
import { mailIsConfigured } from '@/lib/mail/mailer';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default function ForgotPasswordPage() {
  if (!mailIsConfigured()) {
    return (
      <AuthCard
        title="Forgot your password?"
        description="Ask an administrator of this workspace for a reset link. It lets you choose a new password, once, within 24 hours."
      >
        <ButtonLink href="/sign-in" className="w-full">
          Back to sign-in
        </ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Forgot your password?"
      description="Enter your e-mail address, and we send you a link to choose a new password."
      below={
        <Link href="/sign-in" className="text-accent-text underline-offset-2 hover:underline">
          Back to sign-in
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AuthCard>
  );
}
