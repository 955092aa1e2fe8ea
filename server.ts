export { serve } from '@/lib/boot/serve';
