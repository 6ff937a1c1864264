import { someText } from '../matches.ts';
import type { Story } from './exercise.ts';

export const sts: Story = {
  service: 'sts',
  async tell(aws) {
    await aws.answers('GetCallerIdentity', [], { UserId: someText, Account: /^\d{12}$/, Arn: /^arn:aws:/ });
  },
};
