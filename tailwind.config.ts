import type { Config } from 'tailwindcss';

// Colours are roles, defined for light and dark in app/globals.css.
const role = (name: string) => `var(--${name})`;

export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: {
        surface: role('surface'),
        'surface-raised': role('surface-raised'),
        'surface-sunken': role('surface-sunken'),
        'surface-hover': role('surface-hover'),
        text: role('text'),
        'text-muted': role('text-muted'),
        border: role('border'),
        'border-strong': role('border-strong'),
        accent: role('accent'),
        'accent-hover': role('accent-hover'),
        'accent-text': role('accent-text'),
        'accent-soft': role('accent-soft'),
        'on-accent': role('on-accent'),
        danger: role('danger'),
        'danger-hover': role('danger-hover'),
        'danger-text': role('danger-text'),
        'danger-soft': role('danger-soft'),
        warning: role('warning'),
        'warning-text': role('warning-text'),
        'warning-soft': role('warning-soft'),
        success: role('success'),
        'success-text': role('success-text'),
        'success-soft': role('success-soft'),
        'chart-1': role('chart-1'),
        'chart-2': role('chart-2'),
        'chart-3': role('chart-3'),
        'chart-4': role('chart-4'),
        'chart-5': role('chart-5'),
        edge: role('edge'),
        focus: role('focus'),
      },
      fontFamily: {
        sans: ['var(--font-geist-sans)', 'system-ui', 'sans-serif'],
        mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
      },
      fontSize: {
        xs: ['12px', '16px'],
        sm: ['13px', '20px'],
        base: ['14px', '20px'],
        md: ['16px', '24px'],
        lg: ['20px', '28px'],
        xl: ['28px', '36px'],
      },
      borderRadius: { DEFAULT: '8px', sm: '6px', lg: '12px' },
    },
  },
} satisfies Config;
