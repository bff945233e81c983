/** Whether an operation only looks. GetRegistrationCode makes the code that it is asked for. */
export const isRead = (name: string): boolean => /^(Describe|List|GetPolicy)/.test(name)
